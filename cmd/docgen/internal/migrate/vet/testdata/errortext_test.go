package a

import "github.com/gotd/td/tg"

var _ tg.Invoker

func faked(err error) bool { return err.Error() == "PEER_ID_INVALID" }
