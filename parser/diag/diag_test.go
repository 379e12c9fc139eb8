package diag_test

import (
	"strings"
	"testing"

	"example.com/docgen/parser/diag"
)

func TestCatch(t *testing.T) {
	fails := func(with any) (err error) {
		defer diag.Catch(&err)
		if with != nil {
			panic(with)
		}
		return nil
	}
	if err := fails(nil); err != nil {
		t.Errorf("got %v without a panic", err)
	}
	err := fails("index out of range")
	if err == nil || !strings.Contains(err.Error(), "please report it with the pages it read: index out of range\n") || !strings.Contains(err.Error(), "TestCatch") {
		t.Errorf("got %v", err)
	}
}
