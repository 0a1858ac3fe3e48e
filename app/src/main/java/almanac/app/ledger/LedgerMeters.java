package almanac.app.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What a dashboard shows of the notary. */
record LedgerMeters(Ledger ledger) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("almanac.ledger.lag.facts", ledger, its -> its.view().lag())
                .description("facts that the notary has not noted")
                .register(registry);
        Gauge.builder("almanac.ledger.unsigned.facts", ledger, its -> its.view().unsigned())
                .description("facts that no checkpoint covers")
                .register(registry);
        Gauge.builder(
                        "almanac.ledger.unsigned.seconds",
                        ledger,
                        its -> its.view().unsignedSeconds())
                .description("age of the first of them")
                .register(registry);
        Gauge.builder(
                        "almanac.ledger.stopped",
                        ledger,
                        its -> its.view().problem().isPresent() ? 1 : 0)
                .description("1 while the notary of this node cannot go on")
                .register(registry);
    }
}
