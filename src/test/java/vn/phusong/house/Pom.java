package vn.phusong.house;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The build file as the tests of the house read it, so that what they prove cannot drift from it. */
record Pom(Document document) {
    private static final String COMPILER = "//plugin[artifactId='maven-compiler-plugin']";

    static Pom read(Path file) {
        try {
            return new Pom(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /** The flags with which the code that ships is compiled, in order. */
    List<String> compilerFlags() {
        List<String> flags = new ArrayList<>(texts(COMPILER + "/configuration/compilerArgs/arg"));
        flags.addAll(texts(COMPILER + "//execution[id='default-compile']//compilerArgs/arg"));
        return flags;
    }

    String property(String name) {
        return texts("/project/properties/*[name()='" + name + "']").get(0);
    }

    /** The text of every element an XPath finds; at least one, or the build file has changed its shape. */
    List<String> texts(String path) {
        try {
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent().strip());
            }
            if (texts.isEmpty()) {
                throw new IllegalStateException("pom.xml has no " + path);
            }
            return texts;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
