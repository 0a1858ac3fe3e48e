package almanac.app.web;

import java.util.Optional;
import java.util.function.Function;

/**
 * One property of a partial update: not sent, sent as null, or sent with a value. A component of
 * this type in a request record needs no annotation; a property that the body does not have is
 * {@link Absent}.
 *
 * @param <T> what the property holds
 */
public sealed interface Patch<T> {

    /** The body does not have the property: keep what is. */
    record Absent<T>() implements Patch<T> {}

    /** The body says null: clear it. */
    record Null<T>() implements Patch<T> {}

    /** The body has a value. */
    record Value<T>(T value) implements Patch<T> {}

    static <T> Patch<T> absent() {
        return new Absent<>();
    }

    static <T> Patch<T> none() {
        return new Null<>();
    }

    static <T> Patch<T> of(T value) {
        return new Value<>(value);
    }

    default boolean isAbsent() {
        return this instanceof Absent;
    }

    /** For a property that may be cleared: empty when absent, an empty Optional within for null. */
    default Optional<Optional<T>> change() {
        return switch (this) {
            case Absent<T>() -> Optional.empty();
            case Null<T>() -> Optional.of(Optional.empty());
            case Value<T>(var value) -> Optional.of(Optional.of(value));
        };
    }

    /** The value; empty when absent or null. */
    default Optional<T> present() {
        return switch (this) {
            case Absent<T>() -> Optional.empty();
            case Null<T>() -> Optional.empty();
            case Value<T>(var value) -> Optional.of(value);
        };
    }

    /** The same state with another value; the function runs only where there is one. */
    default <R> Patch<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Absent<T>() -> absent();
            case Null<T>() -> none();
            case Value<T>(var value) -> of(change.apply(value));
        };
    }
}
