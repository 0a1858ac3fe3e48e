package almanac.sync.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OutboundHostsTest {

    private static OutboundHosts resolving(String... addresses) {
        return new OutboundHosts(
                Set.of("radicale.local"),
                host -> {
                    var all = new InetAddress[addresses.length];
                    for (var i = 0; i < all.length; i++) {
                        all[i] = InetAddress.getByName(addresses[i]);
                    }
                    return List.of(all);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "0.0.0.0",
                "192.0.0.8",
                "198.18.0.1",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "2002:0a00:0001::1",
                "2001:db8::1",
                "2001::1"
            })
    void an_address_that_is_not_public_is_refused(String address) throws UnknownHostException {
        var objection = resolving(address).objection(URI.create("https://dav.example.org/"));

        assertThat(objection).contains("the host is not on the public internet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17.248.1.1",
                "100.63.0.1",
                "100.128.0.1",
                "172.32.0.1",
                "2a01:b740::1",
                "64:ff9b::17.248.1.1"
            })
    void a_public_address_is_let_through(String address) throws UnknownHostException {
        var hosts = resolving(address);

        assertThat(hosts.objection(URI.create("https://dav.example.org/"))).isEmpty();
    }

    @Test
    void one_inner_address_among_many_is_enough() throws UnknownHostException {
        var hosts = resolving("17.248.1.1", "10.0.0.1");

        assertThat(hosts.objection(URI.create("https://dav.example.org/"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://dav.example.org/",
                "ftp://dav.example.org/",
                "https://user@dav.example.org/",
                "file:///etc/passwd"
            })
    void only_https_without_a_user_is_let_out(String target) throws UnknownHostException {
        assertThat(resolving("17.248.1.1").objection(URI.create(target))).isPresent();
    }

    @Test
    void the_operators_hosts_are_let_through_as_they_are() throws UnknownHostException {
        var hosts = resolving("127.0.0.1");

        assertThat(hosts.objection(URI.create("http://Radicale.local:5232/"))).isEmpty();
        assertThat(hosts.objection(URI.create("ftp://radicale.local/"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://[::1]/", "https://2130706433/"})
    void literals_are_checked_too(String target) throws UnknownHostException {
        try {
            assertThat(OutboundHosts.allowing(Set.of()).objection(URI.create(target))).isPresent();
        } catch (UnknownHostException noAddress) {
            assertThat(target).contains("2130706433");
        }
    }
}
