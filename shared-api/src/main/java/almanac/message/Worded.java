package almanac.message;

/** A constant that people write otherwise than by its name in small letters. */
public interface Worded {

    /** As users write it. */
    String word();
}
