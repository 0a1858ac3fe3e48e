package almanac.app.config;

import almanac.app.config.AlmanacProperties.NodeRole;
import almanac.app.ledger.Ledger;
import almanac.app.ledger.LedgerSide;
import almanac.app.operation.NodeName;
import almanac.app.security.LedgerKey;
import almanac.app.setting.WrongSetting;
import almanac.store.Durability;
import almanac.store.notary.Notary;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.KeyPair;
import java.time.Clock;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who signs history, and what is asked of that. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    LedgerSide ledgerSide(
            MongoDatabase database,
            Durability durability,
            AlmanacProperties properties,
            Clock clock,
            NodeName node) {
        return new LedgerSide(
                new LedgerSide.Setting(
                        database,
                        database.getCollection(AxonConfiguration.FACTS),
                        durability,
                        key(properties),
                        properties.security().ledgerKeysBefore(),
                        new Notary.Terms(
                                properties.ledger().checkpointFacts(),
                                properties.ledger().checkpointEvery()),
                        clock,
                        node.text(),
                        properties.roles().contains(NodeRole.QUERY)));
    }

    private static KeyPair key(AlmanacProperties properties) {
        var configured = properties.security().ledgerKey();
        if (configured.isPresent()) {
            return LedgerKey.of(configured.get());
        }
        if (properties.store() != Store.EMBEDDED) {
            throw new WrongSetting(
                    "almanac.store=mongodb needs almanac.security.ledger-key, the same on all"
                            + " nodes: 32 bytes in base64");
        }
        return LedgerKey.keptIn(properties.dataDir().resolve("ledger.key"));
    }

    @Bean
    Ledger ledger(LedgerSide side) {
        return side.ledger();
    }

    @Bean
    SmartLifecycle notaryLifecycle(LedgerSide side) {
        return side.notary();
    }

    @Bean
    MeterBinder ledgerMeters(LedgerSide side) {
        return side.meters();
    }
}
