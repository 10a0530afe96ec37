package io.ambo.standin;

import io.ambo.standin.Recorded.Ending;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays acts on a channel, on its event loop, and reports the end, unless the client left or the last act stalls. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails shows as the end of the channel
final class Player {
    private final Channel channel;
    private final List<Act> acts;
    private final Consumer<Ending> ended;
    private int next;

    Player(Channel channel, List<Act> acts, Consumer<Ending> ended) {
        this.channel = channel;
        this.acts = acts;
        this.ended = ended;
    }

    void play() {
        while (channel.isActive()) {
            if (next == acts.size()) {
                whenSent(() -> ended.accept(Ending.ANSWERED));
                return;
            }
            if (!perform(acts.get(next++))) {
                return;
            }
        }
    }

    /** Performs one act; returns whether the next one follows at once. */
    private boolean perform(Act act) {
        switch (act) {
            case Act.Send send -> {
                channel.write(Unpooled.wrappedBuffer(send.bytes()));
                return true;
            }
            case Act.Pause pause -> whenSent(() -> later(pause.length()));
            case Act.Stall _ -> channel.flush();
            case Act.Leave leave -> whenSent(() -> leave(leave.how()));
        }
        return false;
    }

    private void later(Duration length) {
        if (length.isZero()) {
            channel.eventLoop().execute(this::play);
        } else {
            channel.eventLoop().schedule(this::play, length.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void whenSent(Runnable then) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            if (sent.isSuccess()) {
                then.run();
            }
        });
    }

    private void leave(Script.How how) {
        ended.accept(how == Script.How.CLOSE || how == Script.How.COMPLETE ? Ending.ANSWERED : Ending.BROKEN);
        switch (how) {
            case COMPLETE, STALL -> {}
            case CLOSE, CUT -> channel.close();
            case RESET -> {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                channel.close();
            }
            case HALF_CLOSE -> ((SocketChannel) channel).shutdownOutput();
        }
    }
}
