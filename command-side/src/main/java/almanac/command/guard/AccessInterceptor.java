package almanac.command.guard;

import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@link Access} before any aggregate sees a command; a command without an actor goes nowhere.
 */
public final class AccessInterceptor implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final Access access;

    public AccessInterceptor(Grants grants) {
        this.access = new Access(grants);
    }

    @Override
    public @Nullable Object handle(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain interceptorChain)
            throws Exception {
        var message = unitOfWork.getMessage();
        Map<String, ?> metaData = message.getMetaData();
        var actor =
                Actor.from(metaData)
                        .orElseThrow(() ->
                                new Rejected(
                                        new Rejection.Unauthenticated("nobody sent this command")));
        access.check(actor, message.getPayload());
        return interceptorChain.proceed();
    }
}
