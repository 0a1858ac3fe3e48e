package almanac.sync.delivery;

/** Takes one parcel to where it goes. May be asked again after a crash at any point. */
public interface Carrier<T> {

    /** Ends in bounded time, well within {@link Outbox#LEASE}. */
    Carried carry(Claim<T> claim);
}
