package tljson

import (
	"reflect"

	"github.com/gotd/td/bin"
	"github.com/gotd/td/tg"
)

// The types that name a peer. A value of one is taken for a value of another, as in the
// client that the documentation is written for.
var (
	inputPeer       = reflect.TypeFor[tg.InputPeerClass]()
	inputUser       = reflect.TypeFor[tg.InputUserClass]()
	inputChannel    = reflect.TypeFor[tg.InputChannelClass]()
	inputDialogPeer = reflect.TypeFor[tg.InputDialogPeerClass]()
)

// isPeer reports whether an object names a peer and t is a type that does, too.
func isPeer(object bin.Object, t reflect.Type) bool {
	return peerOf(object) != nil && (t == inputPeer || t == inputUser || t == inputChannel || t == inputDialogPeer)
}

// peerByName decodes a text such as "@name" where a peer is wanted.
func (d *decoder) peerByName(into reflect.Value, value any) error {
	t, name := into.Type(), nameOf(value)
	self := tg.InputPeerClass(&tg.InputPeerSelf{})
	if name == "" || !isPeer(self, t) || d.Peer == nil && name != "me" {
		return wrongType(d.className(t), value)
	}
	peer, err := self, error(nil)
	if name != "me" {
		peer, err = d.Peer(d.ctx, name)
	}
	if err != nil {
		return &Error{Problem: "the peer can't be resolved", Err: err}
	}
	if peer == nil {
		return wrong("there is no such peer")
	}
	if t == inputPeer {
		into.Set(reflect.ValueOf(peer))
		return nil
	}
	return d.convertPeer(into, peer)
}

// convertPeer sets a field of one type of peer to a value of another.
func (d *decoder) convertPeer(into reflect.Value, object bin.Object) error {
	var converted any
	peer := peerOf(object)
	switch into.Type() {
	case inputPeer:
		converted = peer
	case inputUser:
		converted = userOf(peer)
	case inputChannel:
		converted = channelOf(peer)
	case inputDialogPeer:
		converted = &tg.InputDialogPeer{Peer: peer}
	}
	if converted == nil {
		return wrong("want %s, got a peer of another kind", d.className(into.Type()))
	}
	into.Set(reflect.ValueOf(converted))
	return nil
}

// peerOf returns the InputPeer that an object stands for, nil if it names no peer.
func peerOf(object any) tg.InputPeerClass {
	switch o := object.(type) {
	case tg.InputPeerClass:
		return o
	case *tg.InputDialogPeer:
		return o.Peer
	case *tg.InputUserEmpty, *tg.InputChannelEmpty:
		return &tg.InputPeerEmpty{}
	case *tg.InputUserSelf:
		return &tg.InputPeerSelf{}
	case *tg.InputUser:
		return &tg.InputPeerUser{UserID: o.UserID, AccessHash: o.AccessHash}
	case *tg.InputUserFromMessage:
		return &tg.InputPeerUserFromMessage{Peer: o.Peer, MsgID: o.MsgID, UserID: o.UserID}
	case *tg.InputChannel:
		return &tg.InputPeerChannel{ChannelID: o.ChannelID, AccessHash: o.AccessHash}
	case *tg.InputChannelFromMessage:
		return &tg.InputPeerChannelFromMessage{Peer: o.Peer, MsgID: o.MsgID, ChannelID: o.ChannelID}
	}
	return nil
}

// userOf returns a peer as a user, nil if it is none.
func userOf(peer tg.InputPeerClass) any {
	switch p := peer.(type) {
	case *tg.InputPeerEmpty:
		return &tg.InputUserEmpty{}
	case *tg.InputPeerSelf:
		return &tg.InputUserSelf{}
	case *tg.InputPeerUser:
		return &tg.InputUser{UserID: p.UserID, AccessHash: p.AccessHash}
	case *tg.InputPeerUserFromMessage:
		return &tg.InputUserFromMessage{Peer: p.Peer, MsgID: p.MsgID, UserID: p.UserID}
	}
	return nil
}

// channelOf returns a peer as a channel, nil if it is none.
func channelOf(peer tg.InputPeerClass) any {
	switch p := peer.(type) {
	case *tg.InputPeerEmpty:
		return &tg.InputChannelEmpty{}
	case *tg.InputPeerChannel:
		return &tg.InputChannel{ChannelID: p.ChannelID, AccessHash: p.AccessHash}
	case *tg.InputPeerChannelFromMessage:
		return &tg.InputChannelFromMessage{Peer: p.Peer, MsgID: p.MsgID, ChannelID: p.ChannelID}
	}
	return nil
}
