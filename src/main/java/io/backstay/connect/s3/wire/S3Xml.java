package io.backstay.connect.s3.wire;

import java.io.InputStream;
import java.time.DateTimeException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// XML as AWS and its likes answer, read forward only: no document type, no entities, no depth.
public final class S3Xml implements AutoCloseable {
    private static final int DEPTH_MAX = 16;
    private static final int TEXT_CHARS_MAX = 16_384;

    private final XMLStreamReader reader;
    private int depth;

    /// Begins to read; closing it leaves the stream open.
    public S3Xml(InputStream body) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            this.reader = factory.createXMLStreamReader(body);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /// The parser's own words quote the document, in which a store may repeat what we sent it.
    private static XMLStreamException unreadable(XMLStreamException trouble) {
        Location at = trouble.getLocation();
        return at == null
                ? new XMLStreamException("it is no proper XML")
                : new XMLStreamException("it is no proper XML", at);
    }

    /// The name of the outermost element.
    public String root() throws XMLStreamException {
        while (next() != XMLStreamReader.START_ELEMENT) {
            if (reader.getEventType() == XMLStreamReader.END_DOCUMENT) {
                throw new XMLStreamException("there is no element");
            }
        }
        return reader.getLocalName();
    }

    /// Takes an element that was just opened.
    @FunctionalInterface
    public interface Child {
        /// Reads it, or skips it.
        void take(S3Xml xml) throws XMLStreamException;
    }

    /// Reads a page of a listing: each element under the outermost one.
    ///
    /// @param root      what the outermost element is called
    /// @param otherwise what is wrong where it is called otherwise
    public static void page(InputStream body, String root, String otherwise, Child child) throws XMLStreamException {
        try (S3Xml xml = new S3Xml(body)) {
            if (!xml.root().equals(root)) {
                throw new XMLStreamException(otherwise);
            }
            while (xml.next() != XMLStreamReader.END_DOCUMENT) {
                if (xml.opensAny()) {
                    child.take(xml);
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Without its cause, which quotes the value.
            throw new XMLStreamException("a value in it makes no sense");
        }
    }

    /// Each element inside of the one that was just opened.
    public void inside(Child child) throws XMLStreamException {
        String outer = name();
        while (!closes(outer)) {
            if (next() == XMLStreamReader.END_DOCUMENT) {
                throw new XMLStreamException("it ends early");
            }
            if (opensAny()) {
                child.take(this);
            }
        }
    }

    /// The next event, as [XMLStreamReader] numbers them.
    public int next() throws XMLStreamException {
        if (!reader.hasNext()) {
            return XMLStreamReader.END_DOCUMENT;
        }
        int event;
        try {
            event = reader.next();
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
        switch (event) {
            case XMLStreamReader.START_ELEMENT -> {
                depth++;
                if (depth > DEPTH_MAX) {
                    throw new XMLStreamException("it is nested deeper than " + DEPTH_MAX);
                }
            }
            case XMLStreamReader.END_ELEMENT -> depth--;
            case XMLStreamReader.DTD, XMLStreamReader.ENTITY_REFERENCE ->
                throw new XMLStreamException("it has a document type or an entity");
            default -> {}
        }
        return event;
    }

    /// Whether an element of that name has just opened.
    public boolean opens(String name) {
        return reader.isStartElement() && reader.getLocalName().equals(name);
    }

    /// Whether an element of that name has just closed.
    public boolean closes(String name) {
        return reader.isEndElement() && reader.getLocalName().equals(name);
    }

    /// Whether any element has just opened.
    public boolean opensAny() {
        return reader.isStartElement();
    }

    /// The name of the element that has just opened or closed.
    public String name() {
        return reader.getLocalName();
    }

    /// The text at which the reading stands, empty elsewhere.
    public String here() {
        return reader.isCharacters() ? reader.getText() : "";
    }

    /// The text of the element that has just opened, up to its end.
    public String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (next() != XMLStreamReader.END_ELEMENT) {
            if (!reader.isCharacters()) {
                throw new XMLStreamException("text was expected");
            }
            if (text.length() + reader.getTextLength() > TEXT_CHARS_MAX) {
                throw new XMLStreamException("a text is longer than " + TEXT_CHARS_MAX + " characters");
            }
            text.append(reader.getText());
        }
        return text.toString();
    }

    /// Passes over the element that has just opened.
    public void skip() throws XMLStreamException {
        int outside = depth - 1;
        while (depth > outside) {
            if (next() == XMLStreamReader.END_DOCUMENT) {
                throw new XMLStreamException("it ends early");
            }
        }
    }

    @Override
    public void close() throws XMLStreamException {
        reader.close();
    }
}
