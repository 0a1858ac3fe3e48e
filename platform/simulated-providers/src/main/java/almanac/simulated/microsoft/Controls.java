package almanac.simulated.microsoft;

import java.util.Map;

/** What the fault panel can break apart from single requests. */
record Controls(
        Map<String, Mailbox> people,
        SignIn signIn,
        DeltaRounds rounds,
        Subscriptions subscriptions) {}
