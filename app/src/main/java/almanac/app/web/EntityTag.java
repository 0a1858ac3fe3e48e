package almanac.app.web;

import almanac.app.digest.Fingerprints;

/**
 * The entity tag of an answer: the revision of the thing, which {@link IfMatch} takes, and a mark
 * of everything that is shown. So an answer that also shows others, such as the name of a calendar,
 * has another tag as soon as one of them changes, and a client never keeps a stale one for fresh.
 */
public final class EntityTag {

    private static final int DIGITS = 12;

    private EntityTag() {}

    /**
     * @param shown what is answered; its text must be the same on every node, as that of a record
     *     of texts, numbers and times is
     */
    public static String of(long revision, Record shown) {
        var mark = Fingerprints.sha256(shown.toString());
        return "\"" + revision + "-" + mark.substring(0, DIGITS) + "\"";
    }
}
