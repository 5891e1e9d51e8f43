package io.backstay.connect.s3.wire;

import java.io.InputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The code of an error document; its message is left out, because a store may repeat the request in it.
///
/// @param code empty when the answer was no error document
record S3Error(String code) {
    static final S3Error EMPTY = new S3Error("");
    // Letters only: what a store sends back of a signature or a token has digits.
    private static final String CODE_SHAPE = "[A-Z][A-Za-z.]{0,63}";

    static S3Error read(InputStream body) {
        try (S3Xml xml = new S3Xml(body)) {
            return xml.root().equals("Error") ? rest(xml) : EMPTY;
        } catch (XMLStreamException e) {
            return EMPTY;
        }
    }

    /// Reads on after the opening `Error`.
    static S3Error rest(S3Xml xml) throws XMLStreamException {
        while (xml.next() != XMLStreamReader.END_DOCUMENT) {
            if (xml.opens("Code")) {
                String code = xml.text();
                return code.matches(CODE_SHAPE) ? new S3Error(code) : EMPTY;
            }
        }
        return EMPTY;
    }
}
