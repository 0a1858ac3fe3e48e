package almanac.app.config;

import almanac.app.config.AlmanacProperties.NodeRole;
import almanac.app.setting.WrongSetting;
import almanac.app.sync.FactArchive;
import almanac.entry.MailAddress;
import almanac.sync.local.Archive;
import almanac.sync.mail.MailSide;
import almanac.sync.mail.MailTrust;
import almanac.sync.mail.Mails;
import almanac.sync.mail.SmtpMails;
import almanac.sync.mail.SmtpSettings;
import almanac.sync.mail.WhenEntryChangedThenInvite;
import almanac.sync.work.Spans;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.serialization.Serializer;
import org.bson.types.ObjectId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Invitations by mail; off unless a server is named. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    @Bean
    Archive archive(EventStore facts) {
        return new FactArchive(facts);
    }

    @Bean
    MailSide mailSide(
            AlmanacProperties properties,
            MongoDatabase database,
            Archive archive,
            Clock clock,
            Spans spans) {
        var lone = properties.lone();
        return new MailSide(
                new MailSide.Setting(
                        database,
                        ModulesConfiguration.mapper(),
                        archive,
                        mails(properties.mail()),
                        properties.mail().perHour(),
                        clock,
                        lone ? "embedded" : new ObjectId().toHexString(),
                        lone,
                        RandomGenerator.getDefault(),
                        spans));
    }

    private static Optional<Mails> mails(AlmanacProperties.Mail mail) {
        if (mail.host().isBlank()) {
            return Optional.empty();
        }
        if (!MailAddress.isOne(mail.from())) {
            throw new WrongSetting(
                    "almanac.mail.host needs almanac.mail.from, the address that mails come from");
        }
        return Optional.of(
                new SmtpMails(
                        new SmtpSettings(
                                mail.host(),
                                mail.port(),
                                mail.security(),
                                mail.username().isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(
                                                new SmtpSettings.Login(
                                                        mail.username(), mail.password())),
                                mail.trust().isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(MailTrust.in(Path.of(mail.trust()))),
                                new MailAddress(mail.from()),
                                mail.timeout())));
    }

    @Bean
    ConfigurerModule mailPolicy(
            MailSide mails,
            MongoTemplate collections,
            Serializer serializer,
            AlmanacProperties properties) {
        return configurer -> {
            if (properties.roles().contains(NodeRole.SYNC)) {
                var group = WhenEntryChangedThenInvite.GROUP;
                var processing = configurer.eventProcessing();
                Processors.trackPolicy(
                        processing, group, Processors.SYNC_BATCH, collections, serializer);
                processing.registerEventHandler(c -> mails.policy());
            }
        };
    }
}
