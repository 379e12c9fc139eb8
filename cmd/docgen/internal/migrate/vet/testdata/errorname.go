package a

import (
	"github.com/gotd/td/tgerr"
)

const late = "FLOOD_WAIT_9"

func f(err error, rpc *tgerr.Error, name string) {
	tgerr.Is(err, "FLOOD_WAIT")
	tgerr.Is(err, "2FA_CONFIRM_WAIT", "TIMEOUT", "Timeout", name)
	tgerr.Is(err, "FLOOD_WAIT_3")                // want `no error has the type FLOOD_WAIT_3: gotd/td takes numbers out`
	tgerr.Is(err, "PEER_ID_INVALID", late)       // want `no error has the type FLOOD_WAIT_9`
	tgerr.Is(err, "FLOOD_WAIT_X", "FILE_X_LOST") // want `no error has the type FLOOD_WAIT_X: the type has no argument`
	tgerr.Is(err, "FLOOD_WAIT_%d")               // want `no error has the type FLOOD_WAIT_%d`
	tgerr.Is(err, "flood_wait")                  // want `Telegram writes names of errors in upper case`
	tgerr.Is(err, "")                            // want `no error has the type ""`
	_ = rpc.IsType("SLOWMODE_WAIT_X")            // want `no error has the type SLOWMODE_WAIT_X`
	_ = rpc.IsOneOf("A_B", "A_1_B")              // want `no error has the type A_1_B`
	_ = rpc.Type == "FLOOD_WAIT_3"               // want `no error has the type FLOOD_WAIT_3`
	_ = "FLOOD_WAIT_3" != rpc.Type               // want `no error has the type FLOOD_WAIT_3`
	_ = rpc.Type == "" || "" != rpc.Type
	_ = rpc.Message == "FLOOD_WAIT_3"
	switch rpc.Type {
	case "FLOOD_WAIT", "FLOOD_WAIT_3": // want `no error has the type FLOOD_WAIT_3`
	}
}
