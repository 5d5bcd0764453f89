package dev.oryadmin.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A published POM, and what Central asks of it. */
final class StagedPom {
  private static final List<String> ASKED =
      List.of(
          "name",
          "description",
          "url",
          "licenses/license/name",
          "licenses/license/url",
          "developers/developer/name",
          "developers/developer/url",
          "scm/connection",
          "scm/url",
          "issueManagement/url");

  private final XPath xpath = XPathFactory.newInstance().newXPath();
  private final Document document;

  StagedPom(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      document = factory.newDocumentBuilder().parse(file.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + " is no POM", e);
    }
  }

  /** Adds what is missing. */
  void check(Path folder, boolean rehearsal, List<String> found) {
    for (String path : ASKED) {
      String text = text("/project/" + path);
      if (text.isBlank()) {
        found.add("the POM has no " + path);
      } else if (!rehearsal && text.contains(".example")) {
        found.add("the POM's " + path + " is still a placeholder: " + text);
      }
    }
    for (String path : Set.of("parent", "repositories", "pluginRepositories", "profiles")) {
      if (elements("/project/" + path).getLength() > 0) {
        found.add("the POM has a " + path + ", which its users would need");
      }
    }
    String coordinates =
        text("/project/groupId").replace('.', '/')
            + "/"
            + text("/project/artifactId")
            + "/"
            + text("/project/version");
    if (!folder.toString().replace('\\', '/').equals(coordinates)) {
      found.add("the POM is that of " + coordinates);
    }
    for (Element dependency : dependencies()) {
      String version = text(dependency, "version");
      if (version.isBlank() || version.contains("${") || version.endsWith("-SNAPSHOT")) {
        found.add("no released version of " + text(dependency, "artifactId"));
      }
      if (text(dependency, "scope").equals("system")) {
        found.add("a file of this machine is needed: " + text(dependency, "artifactId"));
      }
    }
  }

  /** What users get with the artifact, as a bill of materials names it. */
  List<String> needed() {
    List<String> needed = new ArrayList<>();
    for (Element dependency : dependencies()) {
      boolean optional = text(dependency, "optional").equals("true");
      if (!optional && Set.of("", "compile", "runtime").contains(text(dependency, "scope"))) {
        needed.add(
            "pkg:maven/"
                + text(dependency, "groupId")
                + "/"
                + text(dependency, "artifactId")
                + "@"
                + text(dependency, "version"));
      }
    }
    return needed;
  }

  private List<Element> dependencies() {
    NodeList nodes = elements("/project/dependencies/dependency");
    List<Element> dependencies = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      dependencies.add((Element) nodes.item(i));
    }
    return dependencies;
  }

  private NodeList elements(String path) {
    try {
      return (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private String text(String path) {
    return text(document.getDocumentElement(), path);
  }

  private String text(Element from, String path) {
    try {
      return xpath.evaluate(path, from).strip();
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}
