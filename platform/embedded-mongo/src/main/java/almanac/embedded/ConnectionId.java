package almanac.embedded;

import io.netty.channel.ChannelId;
import java.util.concurrent.atomic.AtomicLong;

/** A number within this process; Netty's own is made of the addresses of the network's cards. */
record ConnectionId(long number) implements ChannelId {

    private static final AtomicLong LAST = new AtomicLong();

    static ConnectionId next() {
        return new ConnectionId(LAST.incrementAndGet());
    }

    @Override
    public String asShortText() {
        return "local-" + number;
    }

    @Override
    public String asLongText() {
        return asShortText();
    }

    @Override
    public int compareTo(ChannelId other) {
        return other instanceof ConnectionId id
                ? Long.compare(number, id.number)
                : asLongText().compareTo(other.asLongText());
    }
}
