package almanac.sync.mail;

import almanac.entry.EntryId;
import almanac.entry.MailAddress;
import almanac.sync.link.Accounts;
import almanac.sync.link.Link;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.provider.RemoteObject.Standing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;

/**
 * Whose answers a provider tells the organizer: those to what an account is invited to, which sync
 * gives there in its name. A mail of ours would be a second answer.
 */
final class ToldThere {

    private final Links links;
    private final Mappings mappings;
    private final Accounts accounts;

    ToldThere(MongoDatabase database, ObjectMapper mapper) {
        this.links = new Links(database, mapper);
        this.mappings = new Mappings(database, mapper);
        this.accounts = new Accounts(database, mapper);
    }

    boolean answer(EntryId entry, MailAddress of) {
        return links.of(entry).stream()
                .filter(link -> link.state() == Link.State.LIVE)
                .filter(link ->
                        link.remote().stream()
                                .anyMatch(there -> there.standing() == Standing.INVITED))
                .flatMap(link -> mappings.find(link.key().mapping()).stream())
                .filter(mapping -> !mapping.ended() && mapping.terms().bidirectional())
                .anyMatch(mapping ->
                        accounts.find(mapping.connection())
                                .filter(account -> answers(account, mapping, of))
                                .isPresent());
    }

    private static boolean answers(
            LinkedAccount account, LinkedMapping mapping, MailAddress address) {
        return account.state() != LinkedAccount.State.ENDED
                && account.email().equalsIgnoreCase(address.text())
                && account.calendar(mapping.terms().externalId())
                        .filter(calendar -> calendar.rights().write())
                        .isPresent();
    }
}
