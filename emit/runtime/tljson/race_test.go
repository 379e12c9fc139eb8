package tljson

import (
	"context"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
)

// TestColdPlans makes the plans of one schema in several goroutines at once. It is for
// the race detector: making a plan changes samples that plans share.
func TestColdPlans(t *testing.T) {
	s := newSchema()
	value, err := Parse([]byte(`{"peer":{"_":"inputPeerSelf"},"message":"x","entities":[{"_":"messageEntityBold","offset":0,"length":1}]}`), false, 100)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for range 20 {
				if _, err := s.Request(context.Background(), "messages.sendMessage", value, Options{}); err != nil {
					t.Error(err)
				}
				g := &generator{Schema: s, Rand: rand.New(rand.NewPCG(uint64(i), 1))}
				for _, name := range []string{"updates", "message", "channelFull", "stickerSet", "messages.setTyping"} {
					object, _ := s.New(name)
					g.object(t, reflect.ValueOf(object).Elem())
					roundTrip(t, name, object, Printer{Schema: g.Schema, FalseFlags: true})
				}
			}
		})
	}
	wait.Wait()
}
