/// A stand-in for closed model APIs: it speaks their wire formats, records what it is sent, and fails on demand.
///
/// Read [StandIn] first, then [Script]. It promises that no answer pretends to come from a model, that requests are
/// recorded byte for byte, and that the same request gets the same answer. It must not know the gateway, its messages,
/// or any host beyond the loopback address that it listens on.
@NullMarked
package io.ambo.standin;

import org.jspecify.annotations.NullMarked;
