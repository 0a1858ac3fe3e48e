package almanac.app.erasure;

import almanac.app.security.Forgetting;

/** The person is let in no more, and their names are free. */
final class SignInEnds implements Step {

    private final Forgetting forgetting;

    SignInEnds(Forgetting forgetting) {
        this.forgetting = forgetting;
    }

    @Override
    public String name() {
        return "sign-in";
    }

    @Override
    public Outcome run(Job job) {
        return new Done(forgetting.forget(job.user()));
    }
}
