package almanac.sync.caldav;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class XmlTest {

    private static Xml parse(String text) throws Xml.Unreadable {
        return Xml.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void names_are_told_by_namespace_whatever_the_prefix() throws Xml.Unreadable {
        var root =
                parse("<x:a xmlns:x='DAV:'><b xmlns='urn:other' name='n'> t&amp;&#13; </b></x:a>");

        assertThat(root.is(Xml.DAV, "a")).isTrue();
        assertThat(root.value("urn:other", "b")).contains("t&");
        assertThat(root.has(Xml.DAV, "b")).isFalse();
        assertThat(root.children().getFirst().attributes()).containsEntry("name", "n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<a>",
                "<a/><b/>",
                "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>",
                "<a>&unknown;</a>"
            })
    void what_is_no_plain_whole_document_is_unreadable(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(Xml.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a><b>o(0)n(b)e(fffe)</b></a>",
                "<a><b>o&#0;n&#x1A;e&#xFFFF;</b></a>",
                "<?xml version='1.0' encoding='no-such'?><a><b>one</b></a>"
            })
    void characters_that_xml_has_no_place_for_go(String text) throws Xml.Unreadable {
        // a test may not be named by them either
        var raw = text.replace("(0)", "\0").replace("(b)", "\u000b").replace("(fffe)", "\ufffe");

        assertThat(parse(raw).value("", "b")).contains("one");
    }

    @Test
    void octets_that_are_none_of_the_encoding_leave_the_rest() throws Xml.Unreadable {
        var document = "<a><b>\u00e9t\u00e9</b><c>\u00e9</c></a>".getBytes(ISO_8859_1);

        var root = Xml.parse(document);

        assertThat(root.value("", "b")).contains("\ufffdt\ufffd");
        assertThat(root.has("", "c")).isTrue();
    }

    @Test
    void the_declared_encoding_counts_there_too() throws Xml.Unreadable {
        var document =
                "<?xml version='1.0' encoding='iso-8859-1'?><a><b>\u00e9\u0001</b></a>"
                        .getBytes(ISO_8859_1);

        assertThat(Xml.parse(document).value("", "b")).contains("\u00e9");
    }

    @Test
    void a_document_that_nests_without_end_is_unreadable() {
        assertThatThrownBy(() -> parse("<a>".repeat(10_000))).isInstanceOf(Xml.Unreadable.class);
    }

    @Test
    void large_answers_with_many_escapes_are_read() throws Xml.Unreadable {
        var lines = "LINE:a&amp;b &lt;c&gt;&#13;\n".repeat(200_000);

        var root = parse("<a><b>" + lines + "</b></a>");

        assertThat(root.child("", "b").orElseThrow().text()).hasSize(200_000 * 14);
    }
}
