package almanac.sync.provider;

import java.time.Instant;

/**
 * A push channel at the provider.
 *
 * @param id as the provider names it when it calls
 * @param resource what else the provider needs to end it; empty where nothing
 */
public record Channel(String id, String resource, Instant expiresAt) {}
