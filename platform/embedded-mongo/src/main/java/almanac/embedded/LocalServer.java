package almanac.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.ConnectException;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The store's end of the connections in its own process. */
final class LocalServer implements AutoCloseable {

    /** Nothing leaves the heap: there is no socket to hand it to. */
    static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

    private final MongoBackend backend;
    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private boolean closed;

    LocalServer(MongoBackend backend) {
        this.backend = backend;
    }

    /** The other end of a new connection. */
    EmbeddedChannel accept() throws ConnectException {
        gate.readLock().lock();
        try {
            if (closed) {
                throw new ConnectException("the store is closed");
            }
            EmbeddedChannel end = new EmbeddedChannel(ConnectionId.next());
            end.config().setAllocator(HEAP);
            end.pipeline()
                    .addLast(
                            new MongoWireReplyEncoder(),
                            new AnswerEncoder(),
                            new MongoWireProtocolHandler(),
                            new MongoDatabaseHandler(backend, channels),
                            new MongoExceptionHandler());
            end.pipeline().fireChannelActive();
            return end;
        } finally {
            gate.readLock().unlock();
        }
    }

    /** Answers a request; a closed store closes the connection instead. */
    void answer(EmbeddedChannel end, ByteBuf request) {
        gate.readLock().lock();
        try {
            if (closed) {
                request.release();
                end.close();
            } else {
                end.writeInbound(request);
            }
        } finally {
            gate.readLock().unlock();
        }
    }

    /** Waits for what is being answered. */
    @Override
    public void close() {
        gate.writeLock().lock();
        try {
            closed = true;
        } finally {
            gate.writeLock().unlock();
        }
        channels.close();
    }
}
