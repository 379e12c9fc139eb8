package a

import (
	"errors"
	"strings"

	"github.com/gotd/td/tg"
)

var _ tg.Invoker

type own struct{}

func (own) Error() string { return "PEER_ID_INVALID" }

func f(err error, text string) {
	_ = strings.Contains(err.Error(), "FLOOD_WAIT")
	_ = strings.Contains(err.Error(), "FLOOD_WAIT_")                  // want `the text of an error never has "FLOOD_WAIT_" there`
	_ = strings.Contains(err.Error(), "FLOOD_WAIT_30")                // want `the text of an error never has "FLOOD_WAIT_30" there`
	_ = strings.Contains(strings.ToUpper(err.Error()), "FLOOD_WAIT_") // want `use tgerr.Is\(err, "FLOOD_WAIT"\)`
	_ = strings.HasPrefix(err.Error(), "FLOOD_WAIT")                  // want `the text of an error never has "FLOOD_WAIT" there`
	_ = err.Error() == "PEER_ID_INVALID"                              // want `the text of an error never has "PEER_ID_INVALID" there`
	_ = strings.Contains(text, "FLOOD_WAIT_")
	_ = own{}.Error() == "PEER_ID_INVALID"
	_ = err.Error() == "Timeout"
	_ = strings.Contains(err.Error(), "MY_OWN_ERROR_3")
	_ = strings.HasPrefix(err.Error(), "rpc error code 420: FLOOD_WAIT")
	_ = err.Error() == text
	_ = errors.New("FLOOD_WAIT_3") == err
}
