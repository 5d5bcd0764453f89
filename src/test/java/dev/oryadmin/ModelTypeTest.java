package dev.oryadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oryadmin.model.GrantType;
import dev.oryadmin.model.OAuth2Client;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a generated model may be made of, in one made by hand. */
class ModelTypeTest {
  private static final class Tree extends Model<Tree> {
    private Tree(ModelType<Tree> type, PropertyValues values) {
      super(type, values);
    }

    <E> Map<String, E> members(Property<Tree, Map<String, E>> property) {
      return map(property);
    }
  }

  private static ModelType<Tree> type() {
    TreeType made = new TreeType();
    return made.type;
  }

  /** A type whose models refer to their own type. */
  private static final class TreeType {
    private final ModelType<Tree> type =
        ModelType.of(Tree.class, values -> new Tree(type(), values));

    private ModelType<Tree> type() {
      return type;
    }
  }

  @Test
  void modelCanContainItself() {
    ModelType<Tree> type = type();
    Property<Tree, List<Tree>> children =
        type.property("children", JsonType.list(JsonType.lazy(Tree.class, () -> type)));
    Property<Tree, Secret> secret = type.property("secret", JsonType.SECRET);
    Property<Tree, Map<String, Tree>> named =
        type.property("named", JsonType.map(JsonType.lazy(Tree.class, () -> type)));
    assertThat(type.properties()).containsExactly(children, secret, named).isUnmodifiable();
    assertThat(type.name()).isEqualTo("Tree");
    assertThat(type.find("named")).isSameAs(named);
    assertThat(named.type().javaType()).isEqualTo(Map.class);

    String json =
        "{\"children\":[{\"secret\":\"a\"},{}],\"named\":{\"x\":{\"secret\":\"b\"}},\"more\":{}}";
    Tree tree = type.fromJson(json);
    assertThat(tree.toJson()).isEqualTo(json);
    assertThat(tree.require(children)).hasSize(2);
    assertThat(tree.members(named)).containsOnlyKeys("x");
    assertThat(type.fromJson("{}").members(named)).isEmpty();
    assertThat(tree)
        .hasToString(
            "Tree{children=[Tree{secret=***}, Tree{}], named={\"x\": Tree{secret=***}},"
                + " unknown=[\"more\"]}");
    assertThat(new JsonTypeAdapter<>(type, false).toJson(tree))
        .isEqualTo("{\"children\":[{},{}],\"named\":{\"x\":{}},\"more\":{}}");
    assertThat(new JsonTypeAdapter<>(type, true).toJson(tree)).isEqualTo(json);
  }

  @Test
  void propertiesCanNotBeAddedTwiceOrLater() {
    ModelType<Tree> type = type();
    Property<Tree, String> first = type.property("a", JsonType.STRING, Property.Trait.READ_ONLY);
    assertThat(first.readOnly()).isTrue();
    assertThat(first.is(Property.Trait.IDENTIFIER)).isFalse();
    assertThat(first).hasToString("Tree.a");
    assertThatThrownBy(() -> type.property("a", JsonType.STRING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Tree has two properties named a");
    assertThat(type.properties()).hasSize(1);
    assertThat(type.properties()).hasSize(1);
    assertThatThrownBy(() -> type.property("b", JsonType.STRING))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Tree has all its properties already");
  }

  @Test
  void propertiesAreFoundInAnyOrder() {
    ModelType<Tree> type = type();
    Property<Tree, String> a = type.property("a", JsonType.STRING);
    Property<Tree, String> b = type.property("b", JsonType.STRING);
    assertThat(type.properties()).hasSize(2);
    for (String json :
        List.of("{'a':'1','b':'2'}", "{'b':'2','a':'1'}", "{'x':1,'b':'2','a':'1'}")) {
      for (int i = 0; i < 2; i++) {
        Tree tree = type.fromJson(json.replace('\'', '"'));
        assertThat(tree.get(a)).isEqualTo("1");
        assertThat(tree.get(b)).isEqualTo("2");
      }
    }
  }

  @Test
  void typeWithoutPropertiesKeepsEverything() {
    Tree tree = type().fromJson("{\"a\":1}");
    assertThat(tree.toJson()).isEqualTo("{\"a\":1}");
    assertThat(tree.additionalProperties()).containsOnlyKeys("a");
  }

  @Test
  void typesAreNamedInMessages() {
    assertThat(JsonType.STRING).hasToString("a string");
    assertThat(JsonType.list(JsonType.STRING)).hasToString("an array");
    assertThat(GrantType.TYPE.javaType()).isEqualTo(GrantType.class);
    assertThat(JsonType.open(GrantType.class, GrantType::of)).hasToString("a string");
    assertThat(OAuth2Client.TYPE).hasToString("an object");
    assertThat(((Model<?>) OAuth2Client.builder().build()).type()).isSameAs(OAuth2Client.TYPE);
    assertThat(((Model<?>) OAuth2Client.builder().build()).values).hasToString("PropertyValues");
  }
}
