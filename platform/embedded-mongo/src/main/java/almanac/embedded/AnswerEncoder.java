package almanac.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.util.List;

/**
 * Writes answers as the server does, and documents that nobody had to read as they are stored: most
 * of what a query finds is never made into objects.
 */
final class AnswerEncoder extends MessageToByteEncoder<MongoMessage> {

    /** No document has a field of this name, which a C string cannot hold. */
    private static final String UNREAD = "\0";

    private static final int TERMINATOR = 0;

    AnswerEncoder() {
        super(false);
    }

    /** Takes the place of the server's own encoder; to be called by the thread of the channel. */
    static void on(Channel channel) {
        if (channel.pipeline().get(MongoWireMessageEncoder.class) != null) {
            channel.pipeline()
                    .replace(MongoWireMessageEncoder.class, "answers", new AnswerEncoder());
        }
    }

    /** Stands for a row in an answer, and nowhere else. */
    static Document unread(Row row) {
        return new Document(UNREAD, row);
    }

    @Override
    protected void encode(ChannelHandlerContext context, MongoMessage message, ByteBuf out) {
        int start = out.writerIndex();
        out.writeIntLE(0);
        out.writeIntLE(message.getHeader().getRequestID());
        out.writeIntLE(message.getHeader().getResponseTo());
        out.writeIntLE(OpCode.OP_MSG.getId());
        out.writeIntLE(message.getFlags());
        out.writeByte(MongoMessage.SECTION_KIND_BODY);
        try {
            write(message.getDocument(), out);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
        out.setIntLE(start, out.writerIndex() - start);
    }

    private static void write(Document document, ByteBuf out) {
        if (document.get(UNREAD) instanceof Row row) {
            out.writeBytes(row.bytes());
            return;
        }
        int start = begin(out);
        document.forEach((name, value) -> write(name, value, out));
        end(start, out);
    }

    private static void write(List<?> values, ByteBuf out) {
        int start = begin(out);
        for (int i = 0; i < values.size(); i++) {
            write(String.valueOf(i), values.get(i), out);
        }
        end(start, out);
    }

    private static void write(String name, Object value, ByteBuf out) {
        byte type = BsonEncoder.determineType(value);
        out.writeByte(type);
        ByteBufUtil.writeUtf8(out, name);
        out.writeByte(TERMINATOR);
        switch (value) {
            case Document document -> write(document, out);
            case List<?> values -> write(values, out);
            case null, default -> BsonEncoder.encodeValue(type, value, out);
        }
    }

    private static int begin(ByteBuf out) {
        int start = out.writerIndex();
        out.writeIntLE(0);
        return start;
    }

    private static void end(int start, ByteBuf out) {
        out.writeByte(TERMINATOR);
        out.setIntLE(start, out.writerIndex() - start);
    }
}
