package almanac.message;

import java.time.Duration;

/** Why a request is refused. A value: tests compare it, each API renders it in its own words. */
public sealed interface Rejection {

    /** What one person can read; names the field or the thing. */
    String message();

    /** A field of the request is wrong; {@code value} is echoed where the API does so. */
    record Invalid(String field, String message, String value) implements Rejection {
        public Invalid(String field, String message) {
            this(field, message, "");
        }
    }

    /** Nothing of this kind has this id, as far as the caller may know. */
    record NotFound(String kind, String id) implements Rejection {
        @Override
        public String message() {
            return kind + " not found";
        }
    }

    /** It exists, and this caller may not do that to it. Only PrimeCal tells it from NotFound. */
    record NotPermitted(String kind, String message) implements Rejection {}

    /** The series has no occurrence of this name: it never had, or it was deleted. */
    record NoSuchOccurrence(String message) implements Rejection {}

    /**
     * Someone else wrote first and the two edits do not commute.
     *
     * @param expected below zero for what names no revision
     */
    record StaleRevision(long expected, long actual) implements Rejection {
        @Override
        public String message() {
            return expected < 0
                    ? "what was expected is no revision; the current one is " + actual
                    : "expected revision " + expected + " but found " + actual;
        }
    }

    /** The request clashes with what stands, for example a name that is taken. */
    record Conflict(String field, String message) implements Rejection {}

    /** The answer would hold more than the budget allows; the message names a window that fits. */
    record TooMuch(String field, String message) implements Rejection {}

    /** The caller must wait this long. */
    record TooManyRequests(Duration retryAfter) implements Rejection {
        @Override
        public String message() {
            return "Too many requests. Please retry later.";
        }
    }

    /** The credentials are missing, wrong, expired or revoked. */
    record Unauthenticated(String message) implements Rejection {}

    /** What the caller wants to go on from is kept no more: they must begin anew. */
    record Expired(String message) implements Rejection {}

    /** What is stored was not passed by the read models in time, a write or what a read is of. */
    record NotYetVisible(long position) implements Rejection {
        @Override
        public String message() {
            return "what is stored at position " + position + " cannot be read yet";
        }
    }
}
