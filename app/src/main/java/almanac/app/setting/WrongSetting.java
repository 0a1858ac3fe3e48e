package almanac.app.setting;

/** A node does not start with what it was told; the message names the setting and what it needs. */
public final class WrongSetting extends IllegalStateException {

    private static final long serialVersionUID = 1;

    public WrongSetting(String message) {
        super(message);
    }
}
