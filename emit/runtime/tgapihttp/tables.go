package tgapihttp

// pageTable stands in for the table that emit generates.
var pageTable = [...]pageText{
	{method: "messages.importChatInvite", summary: "Joins a chat.", params: []paramText{{name: "hash", text: "The *last* part of the link."}}},
}
