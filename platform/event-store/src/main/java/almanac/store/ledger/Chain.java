package almanac.store.ledger;

/**
 * The links of history. Enough is said here to write a verifier in any language.
 *
 * <p><b>Canonical bytes.</b> Fields one after another, without anything between them. A <i>text</i>
 * is the number of its UTF-8 bytes as a signed 32-bit integer, then these bytes. A <i>number</i> is
 * a signed 64-bit integer. All integers are big-endian. What may be absent is one byte 0 when it
 * is, else one byte 1 and the field. A <i>hash</i> is its 32 bytes.
 *
 * <p><b>A fact</b> is the text {@code almanac.fact/1}, the number <i>position</i>, the texts
 * <i>commit</i> and <i>stream</i>, the number <i>sequence</i> if there is one, the texts <i>id</i>,
 * <i>at</i> and <i>name</i>, the texts <i>revision</i> and <i>aggregate type</i>, each if there is
 * one, and the texts <i>payload</i> and <i>metadata</i>: all exactly as they are stored. Its
 * <i>digest</i> is the SHA-256 of these bytes.
 *
 * <p><b>The chain of a stream.</b> The <i>link</i> of a fact is the SHA-256 of the byte 1, the link
 * of the fact before it in the same stream (32 zero bytes before the first) and its digest.
 *
 * <p><b>The running hash</b> after a fact is the SHA-256 of the byte 2, the running hash after the
 * fact at the position before it (32 zero bytes before position 0) and its link. So it covers all
 * facts in their order, and the chains of all streams.
 *
 * <p><b>A checkpoint</b> says what the running hash was after a position. What is signed is the
 * text {@code almanac.checkpoint/1}, the numbers <i>number</i> (from 1) and <i>position</i> (of the
 * last fact that it covers), the hash <i>running</i>, the text <i>at</i> (an ISO 8601 instant), the
 * hash <i>previous</i> and the text <i>key</i>. The signature is Ed25519 (RFC 8032) over these
 * bytes. The <i>hash of a checkpoint</i> is the SHA-256 of the byte 3 and these bytes;
 * <i>previous</i> is that of the checkpoint before, 32 zero bytes for number 1. <i>key</i> is the
 * first 16 hexadecimal digits of the SHA-256 of the public key in its X.509 form (RFC 8410).
 */
public final class Chain {

    private static final byte[] LINK = {1};
    private static final byte[] RUNNING = {2};
    private static final byte[] CHECKPOINT = {3};

    private Chain() {}

    /** The link of a fact behind the one before it in its stream. */
    public static Hash link(Hash before, Hash digest) {
        return Hash.of(LINK, before.bytes(), digest.bytes());
    }

    /** The running hash after a fact. */
    public static Hash running(Hash before, Hash link) {
        return Hash.of(RUNNING, before.bytes(), link.bytes());
    }

    static Hash checkpoint(byte[] content) {
        return Hash.of(CHECKPOINT, content);
    }
}
