package almanac.app.web;

/** What counts as a text. */
public final class Texts {

    private Texts() {}

    /** Whether nobody sees anything of it: white space and format characters, or nothing at all. */
    public static boolean invisible(String text) {
        return text.codePoints()
                .allMatch(character ->
                        Character.isWhitespace(character)
                                || Character.isSpaceChar(character)
                                || Character.getType(character) == Character.FORMAT);
    }
}
