package almanac.app.personal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON text in two parts.
 *
 * @param rest JSON that can be read without the pieces
 * @param pieces what belongs into it, in order
 */
record Split(String rest, List<Piece> pieces) {

    private static final int NUMBERS = 3 * Integer.BYTES;

    /**
     * A value.
     *
     * @param at where in {@code rest} it belongs
     * @param length of what stands there instead
     * @param said JSON
     */
    record Piece(int at, int length, String said) {}

    Split {
        pieces = List.copyOf(pieces);
    }

    /** The pieces alone, as {@link #of} reads them. */
    byte[] bytes() {
        var texts = pieces.stream().map(piece -> piece.said().getBytes(StandardCharsets.UTF_8));
        var all = texts.toList();
        var bytes = ByteBuffer.allocate(all.stream().mapToInt(it -> NUMBERS + it.length).sum());
        for (var i = 0; i < all.size(); i++) {
            var piece = pieces.get(i);
            bytes.putInt(piece.at()).putInt(piece.length()).putInt(all.get(i).length);
            bytes.put(all.get(i));
        }
        return bytes.array();
    }

    static Split of(String rest, byte[] pieces) {
        var bytes = ByteBuffer.wrap(pieces);
        var found = new ArrayList<Piece>();
        while (bytes.hasRemaining()) {
            var at = bytes.getInt();
            var length = bytes.getInt();
            var size = bytes.getInt();
            var said = new String(pieces, bytes.position(), size, StandardCharsets.UTF_8);
            bytes.position(bytes.position() + size);
            found.add(new Piece(at, length, said));
        }
        return new Split(rest, found);
    }

    /** The text as it was. */
    String whole() {
        var text = new StringBuilder(2 * rest.length());
        var from = 0;
        for (var piece : pieces) {
            text.append(rest, from, piece.at()).append(piece.said());
            from = piece.at() + piece.length();
        }
        return text.append(rest, from, rest.length()).toString();
    }
}
