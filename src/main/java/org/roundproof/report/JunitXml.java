package org.roundproof.report;

import java.io.StringWriter;
import java.util.Locale;
import java.util.function.Predicate;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.roundproof.audit.AuditResult;
import org.roundproof.audit.AuditResult.Entry;
import org.roundproof.audit.Verdict;

/** {@code junit.xml}: one test case for each claim; it fails where the verdict is not the expected one. */
final class JunitXml {
    private JunitXml() {}

    static String of(AuditResult result) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            newLine(xml);
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "roundproof audit");
            xml.writeAttribute("tests", Integer.toString(result.entries().size()));
            xml.writeAttribute("failures", count(result, entry -> !entry.asExpected()));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", count(result, JunitXml::skipped));
            xml.writeAttribute("time", seconds(result.seconds()));
            newLine(xml);
            for (Entry entry : result.entries()) {
                testCase(xml, entry);
            }
            xml.writeEndElement();
            newLine(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a writer into memory cannot fail", e);
        }
        return text.toString();
    }

    private static void testCase(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        Verdict verdict = entry.finding().verdict();
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "roundproof." + entry.claim().id());
        xml.writeAttribute("name", clean(entry.claim().title()));
        xml.writeAttribute("time", seconds(entry.seconds()));
        newLine(xml);
        String outcome = verdict.word() + ": " + clean(verdict.because());
        if (!entry.asExpected()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", "expected " + entry.claim().expected() + ", found " + verdict.word());
            xml.writeCharacters(outcome);
            xml.writeEndElement();
        } else if (skipped(entry)) {
            xml.writeStartElement("skipped");
            xml.writeAttribute("message", clean(verdict.because()));
            xml.writeEndElement();
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(outcome);
            xml.writeEndElement();
        }
        newLine(xml);
        xml.writeEndElement();
        newLine(xml);
    }

    private static boolean skipped(Entry entry) {
        return entry.asExpected() && entry.finding().verdict() instanceof Verdict.NotApplicable;
    }

    private static String count(AuditResult result, Predicate<Entry> test) {
        return Long.toString(result.entries().stream().filter(test).count());
    }

    private static void newLine(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    /** XML 1.0 has no control characters. */
    private static String clean(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD");
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
