package almanac.app.ledger;

/**
 * A public key that signs checkpoints or did.
 *
 * @param name as checkpoints name it
 * @param publicKey its X.509 form in base64
 * @param signs whether it signs now
 */
public record LedgerKeyView(String name, String publicKey, boolean signs) {}
