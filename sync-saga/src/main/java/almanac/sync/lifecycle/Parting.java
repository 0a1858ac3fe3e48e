package almanac.sync.lifecycle;

/**
 * How far a provider has let an account go.
 *
 * @param channels that may still call, until they end by themselves
 * @param granted whether what its user granted may still stand there
 * @param again whether another attempt may get further
 */
public record Parting(int channels, boolean granted, boolean again) {}
