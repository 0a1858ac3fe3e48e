package almanac.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelId;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DefaultSocketChannelConfig;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a driver in the store's own process: a request is answered by the thread that
 * writes it, before its write returns. No socket, no second thread. Public because Netty makes it
 * by its constructor.
 */
public final class LocalConnection extends AbstractChannel implements SocketChannel {

    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final SocketChannelConfig config = new DefaultSocketChannelConfig(this, new NoSocket());

    /** Who closes the connection from outside waits for the command that is under way. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile @Nullable EmbeddedChannel end;
    private volatile @Nullable InetSocketAddress address;
    private volatile boolean closed;

    /** For Netty. */
    public LocalConnection() {
        super(null);
    }

    @Override
    protected ChannelId newId() {
        return ConnectionId.next();
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(
                    SocketAddress to, @Nullable SocketAddress from, ChannelPromise promise) {
                try {
                    end = server().accept();
                } catch (ConnectException e) {
                    promise.tryFailure(e);
                    close(voidPromise());
                    return;
                }
                address = (InetSocketAddress) to;
                promise.trySuccess();
                pipeline().fireChannelActive();
            }
        };
    }

    private LocalServer server() {
        return ((CallingThread) eventLoop()).server();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer requests) throws ClosedChannelException {
        turn.lock();
        try {
            EmbeddedChannel asked = end;
            if (asked == null || closed) {
                throw new ClosedChannelException();
            }
            exchange(requests, asked);
            if (!asked.isActive()) {
                unsafe().close(voidPromise());
            }
        } finally {
            turn.unlock();
        }
    }

    private void exchange(ChannelOutboundBuffer requests, EmbeddedChannel asked) {
        while (requests.current() instanceof ByteBuf request) {
            request.retain();
            requests.remove();
            server().answer(asked, request);
        }
        for (ByteBuf answer = asked.readOutbound(); answer != null; answer = asked.readOutbound()) {
            pipeline().fireChannelRead(answer);
        }
    }

    @Override
    protected void doClose() {
        turn.lock();
        try {
            closed = true;
            EmbeddedChannel asked = end;
            if (asked != null) {
                asked.close();
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void doBeginRead() {
        // an answer is there as soon as its request is written
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof CallingThread;
    }

    @Override
    public SocketChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public boolean isActive() {
        return end != null && !closed;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    /** Only what a server accepted has one. */
    @Override
    public @Nullable ServerSocketChannel parent() {
        return null;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return address;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return address;
    }

    @Override
    public @Nullable InetSocketAddress localAddress() {
        return address;
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        return address;
    }

    @Override
    public boolean isInputShutdown() {
        return closed;
    }

    @Override
    public boolean isOutputShutdown() {
        return closed;
    }

    @Override
    public boolean isShutdown() {
        return closed;
    }

    @Override
    public ChannelFuture shutdownInput() {
        return close();
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        return close(promise);
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return close();
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        return close(promise);
    }

    @Override
    public ChannelFuture shutdown() {
        return close();
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        return close(promise);
    }

    /** Takes what a driver sets on a socket. */
    private static final class NoSocket extends Socket {
        @Override
        public void setTcpNoDelay(boolean on) {}

        @Override
        public void setKeepAlive(boolean on) {}
    }
}
