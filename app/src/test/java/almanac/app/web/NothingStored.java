package almanac.app.web;

import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandMessage;

/** No request was tried before. */
final class NothingStored implements EarlierWrites {

    @Override
    public String stream(CommandMessage<?> command) {
        return "";
    }

    @Override
    public boolean hold(CommandMessage<?> command, String operation) {
        return false;
    }

    @Override
    public OptionalLong head() {
        return OptionalLong.empty();
    }
}
