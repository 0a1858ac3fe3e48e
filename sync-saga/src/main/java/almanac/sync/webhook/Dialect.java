package almanac.sync.webhook;

import java.util.Map;

/** How a message says that it is ours: what is signed, and what stands in which header (8.3). */
enum Dialect {
    /** Over the time, a dot and the body. */
    CHRONAPILOT {
        @Override
        String prefix(String seconds) {
            return seconds + ".";
        }

        @Override
        Map<String, String> headers(String id, String seconds, String digest) {
            return Map.of(
                    "Content-Type",
                    CloudEvents.TYPE,
                    "Chronapilot-Event",
                    id,
                    "Chronapilot-Signature",
                    "t=" + seconds + ",v1=" + digest);
        }
    },
    /** Over a version, the time and the body with colons between them. */
    AURINKO {
        @Override
        String prefix(String seconds) {
            return "v0:" + seconds + ":";
        }

        @Override
        Map<String, String> headers(String id, String seconds, String digest) {
            return Map.of(
                    "Content-Type", Notifications.TYPE,
                    "X-Aurinko-Request-Timestamp", seconds,
                    "X-Aurinko-Signature", digest);
        }
    };

    /**
     * What is signed in front of the body.
     *
     * @param seconds since 1970
     */
    abstract String prefix(String seconds);

    /**
     * All that are the dialect's own.
     *
     * @param digest of what is signed, in hex
     */
    abstract Map<String, String> headers(String id, String seconds, String digest);
}
