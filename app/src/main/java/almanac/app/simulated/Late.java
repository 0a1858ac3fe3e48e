package almanac.app.simulated;

import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** Made at the first use after the process listens; until then nobody answers there. */
final class Late<T> implements Supplier<T> {

    private final Supplier<Optional<URI>> here;
    private final Function<URI, T> maker;
    private final AtomicReference<Optional<T>> made = new AtomicReference<>(Optional.empty());

    Late(Supplier<Optional<URI>> here, Function<URI, T> maker) {
        this.here = here;
        this.maker = maker;
    }

    @Override
    public T get() {
        return made.updateAndGet(known -> known.or(() -> here.get().map(maker)))
                .orElseThrow(() ->
                        new ProviderFailed(
                                new ProviderFailure.Unreachable(
                                        "the simulated accounts are not open yet")));
    }
}
