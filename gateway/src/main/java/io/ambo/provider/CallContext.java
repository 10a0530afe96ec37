package io.ambo.provider;

import io.ambo.core.Clock;
import io.ambo.core.LoopTick;
import io.ambo.core.MemoryBudget;
import io.ambo.core.Timer;
import io.netty.channel.EventLoop;

/** What a lane lends to its calls. */
record CallContext(
        EventLoop loop,
        Connections connections,
        AddressBook addresses,
        MemoryBudget memory,
        Timer timer,
        Clock clock,
        LoopTick turn) {}
