package emit

import "strings"

// packageDoc returns the comment of the generated package. It is the same for all
// packages, so that no page changes it.
func packageDoc(name string) string {
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(packageText, "PACKAGE", name)) {
		b.WriteString(strings.TrimRight("// "+line, " \n") + "\n")
	}
	return strings.ReplaceAll(b.String(), "// \t", "//\t")
}

// packageText is the comment in Go's syntax. PACKAGE stands for the name of the package.
const packageText = `Package PACKAGE calls the methods of Telegram's API over gotd/td, as their
documentation describes them: with what each parameter means, the errors that a
call returns, and who may call it.

# Clients

A client takes any tg.Invoker, such as a running *telegram.Client, or the Invoker
of a *tg.Client. [User] has the methods that users can call and [Bot] those that
bots can call, so that a call that Telegram would refuse does not compile.
[Client] has what both can call, and [Any] has everything:

	api := PACKAGE.NewUser(client)

Raw returns the *tg.Client that the methods call. It is what gotd/td's helpers
take, such as uploader, message and query.

# Errors

An error that Telegram answers a call with is a [*CallError]. Each documented
error has a constant, whose name spells an argument as X:

	var call *PACKAGE.CallError
	switch {
	case errors.Is(err, PACKAGE.ErrFloodWaitX): // FLOOD_WAIT_30
		// call.Wait says how long
	case errors.As(err, &call) && !call.Documented():
		// the page of the method does not list this error
	}

errors.Is does not hold for the errors of helpers that have a *tg.Client of their
own, as those of client.API and client.Auth do, unless [WrapErrors] is a middleware
of the client:

	client := telegram.NewClient(id, hash, telegram.Options{
		Middlewares: []telegram.Middleware{
			telegram.MiddlewareFunc(func(next tg.Invoker) telegram.InvokeFunc {
				return PACKAGE.WrapErrors(next).Invoke
			}),
		},
	})

[Error.Match] holds for them without it.

# Parameters

An optional parameter that is nil is not sent: [Ptr] and [NonZero] make pointers.
A call draws a RandomID that is not set. To repeat a call without sending twice,
call DrawRandomID on its parameters before the first attempt. Request returns the
request of a call without sending it.
`
