package almanac.sync.caldav;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an answer. Documents with a DOCTYPE are refused, so that there are no entities to
 * expand and none to fetch.
 *
 * @param attributes by local name
 * @param text all text right in it
 */
record Xml(
        String namespace,
        String name,
        Map<String, String> attributes,
        String text,
        List<Xml> children) {

    static final String DAV = "DAV:";
    static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    static final String CALENDARSERVER = "http://calendarserver.org/ns/";
    static final String APPLE = "http://apple.com/ns/ical/";

    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 2_000_000;

    /** The document is broken, broken off, or not one that we read. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        // counts each &amp; too; answers are of limited length already, and have no entities of own
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        return factory;
    }

    /** What breaks the rules of XML by single characters is read without them. */
    static Xml parse(byte[] document) throws Unreadable {
        try {
            return whole(factory().createXMLStreamReader(new ByteArrayInputStream(document)));
        } catch (XMLStreamException broken) {
            return parse(XmlRepair.of(document));
        }
    }

    private static Xml parse(String document) throws Unreadable {
        try {
            return whole(factory().createXMLStreamReader(new StringReader(document)));
        } catch (XMLStreamException broken) {
            throw new Unreadable("no whole XML document");
        }
    }

    private static Xml whole(XMLStreamReader reader) throws XMLStreamException, Unreadable {
        try {
            return read(reader);
        } finally {
            reader.close();
        }
    }

    /** Properties that came in several parts. */
    static Xml properties(List<Xml> children) {
        return new Xml(DAV, "prop", Map.of(), "", children);
    }

    private record Open(
            String namespace,
            String name,
            Map<String, String> attributes,
            StringBuilder text,
            List<Xml> children) {

        static Open at(XMLStreamReader reader) {
            var attributes = new HashMap<String, String>();
            for (var i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            return new Open(
                    Optional.ofNullable(reader.getNamespaceURI()).orElse(""),
                    reader.getLocalName(),
                    Map.copyOf(attributes),
                    new StringBuilder(),
                    new ArrayList<>());
        }

        Xml closed() {
            return new Xml(namespace, name, attributes, text.toString(), List.copyOf(children));
        }
    }

    private static Xml read(XMLStreamReader reader) throws XMLStreamException, Unreadable {
        var open = new ArrayDeque<Open>();
        var elements = 0;
        Optional<Xml> root = Optional.empty();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() >= DEEPEST || ++elements > MOST_ELEMENTS) {
                        throw new Unreadable("an XML document without end");
                    }
                    open.push(Open.at(reader));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.peek().text().append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    var closed = open.pop().closed();
                    if (open.isEmpty()) {
                        root = Optional.of(closed);
                    } else {
                        open.peek().children().add(closed);
                    }
                }
                case XMLStreamConstants.DTD -> throw new Unreadable("XML with a DOCTYPE");
                default -> {}
            }
        }
        return root.orElseThrow(() -> new Unreadable("no XML document"));
    }

    boolean is(String space, String local) {
        return namespace.equals(space) && name.equals(local);
    }

    Stream<Xml> all(String space, String local) {
        return children.stream().filter(child -> child.is(space, local));
    }

    Optional<Xml> child(String space, String local) {
        return all(space, local).findFirst();
    }

    boolean has(String space, String local) {
        return child(space, local).isPresent();
    }

    /** The text in an element of its own, without white space around; empty where there is none. */
    Optional<String> value(String space, String local) {
        return child(space, local).map(Xml::text).map(String::strip).filter(t -> !t.isEmpty());
    }

    /** The hrefs in a property of its own. */
    Stream<String> hrefs(String space, String local) {
        return child(space, local).stream()
                .flatMap(property -> property.all(DAV, "href"))
                .map(href -> href.text().strip())
                .filter(href -> !href.isEmpty());
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
