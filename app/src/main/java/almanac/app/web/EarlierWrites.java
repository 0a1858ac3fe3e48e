package almanac.app.web;

import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandMessage;

/** What is stored already when a request is tried again. */
public interface EarlierWrites {

    /** Names what the command changes. */
    String stream(CommandMessage<?> command);

    /** Whether what the command changes holds a fact of this operation. */
    boolean hold(CommandMessage<?> command, String operation);

    /** The position of the last fact of all; empty while there is none. */
    OptionalLong head();
}
