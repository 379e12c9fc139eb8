package tljson

import "github.com/gotd/td/tg"

// methodTable stands in for the table that emit generates.
var methodTable = [...]Method{
	{Name: "account.checkUsername", Result: (*bool)(nil)},
	{Name: "contacts.getContactIDs", Result: (*[]int)(nil), Optional: []string{"hash"}},
	{Name: "contacts.getStatuses", Result: (*[]tg.ContactStatus)(nil)},
	{Name: "help.getNearestDc", Result: (**tg.NearestDC)(nil)},
	{Name: "invokeWithLayer"},
	{Name: "invokeWithoutUpdates"},
	{Name: "messages.forwardMessages", Result: (*tg.UpdatesClass)(nil), Random: RandomEach},
	{Name: "messages.importChatInvite", Result: (*tg.MessagesChatInviteJoinResultClass)(nil)},
	{Name: "messages.sendMessage", Result: (*tg.UpdatesClass)(nil), Random: RandomLong},
	{Name: "messages.sendPaidReaction", Result: (*tg.UpdatesClass)(nil), Random: RandomTimed},
	{Name: "phone.requestCall", Result: (**tg.PhonePhoneCall)(nil), Random: RandomInt},
}
