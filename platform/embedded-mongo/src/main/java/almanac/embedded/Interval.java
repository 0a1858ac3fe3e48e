package almanac.embedded;

/**
 * Keys from one (included) to another (not included).
 *
 * @param to an empty key means: to the end
 */
record Interval(Key from, Key to) implements Comparable<Interval> {

    static final Interval ALL = new Interval(new Key(new byte[0]), new Key(new byte[0]));

    static Interval prefix(byte[] prefix) {
        return prefix.length == 0 ? ALL : new Interval(new Key(prefix), new Key(Key.after(prefix)));
    }

    boolean isOpen() {
        return to.bytes().length == 0;
    }

    boolean isEmpty() {
        return !isOpen() && from.compareTo(to) >= 0;
    }

    boolean contains(byte[] key) {
        Key candidate = new Key(key);
        return candidate.compareTo(from) >= 0 && (isOpen() || candidate.compareTo(to) < 0);
    }

    @Override
    public int compareTo(Interval other) {
        return from.compareTo(other.from);
    }
}
