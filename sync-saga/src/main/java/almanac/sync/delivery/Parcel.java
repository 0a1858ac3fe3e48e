package almanac.sync.delivery;

/**
 * Something that has to go out.
 *
 * @param id the same however often it is added: it goes once
 * @param group where it goes to; groups are held up alone
 * @param lane what goes there in order, by position; the first that did not go yet holds up those
 *     behind it
 * @param content what the carrier needs to make it; not what goes out itself
 */
public record Parcel<T>(String id, String group, String lane, long position, T content) {}
