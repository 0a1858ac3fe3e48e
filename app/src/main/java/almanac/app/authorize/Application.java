package almanac.app.authorize;

import almanac.user.ApiKeyId;

/**
 * A program that users may let in.
 *
 * @param clientId the public prefix of its secret key
 * @param key stays the same when the key gets another secret
 * @param name that its developer gave the key
 */
public record Application(String clientId, ApiKeyId key, String name) {}
