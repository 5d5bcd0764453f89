package dev.oryadmin.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;

/** Jackson databind, on the fields of {@link FloorClient}. */
final class JacksonBinding implements Binding {
  private static final TypeReference<List<FloorClient>> ARRAY = new TypeReference<>() {};

  private final ObjectMapper mapper =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .setSerializationInclusion(JsonInclude.Include.NON_NULL)
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .registerModule(
              new SimpleModule()
                  .addDeserializer(OffsetDateTime.class, new TimeReader())
                  .addSerializer(OffsetDateTime.class, new TimeWriter()));

  @Override
  public Object read(byte[] json) throws IOException {
    return mapper.readValue(json, FloorClient.class);
  }

  @Override
  public List<?> readArray(byte[] json) throws IOException {
    return mapper.readValue(json, ARRAY);
  }

  @Override
  public byte[] write(Object client) throws IOException {
    return mapper.writeValueAsBytes(client);
  }

  @Override
  public byte[] writeArray(List<?> clients) throws IOException {
    return mapper.writeValueAsBytes(clients);
  }

  private static final class TimeReader extends StdScalarDeserializer<OffsetDateTime> {
    private static final long serialVersionUID = 1L;

    TimeReader() {
      super(OffsetDateTime.class);
    }

    @Override
    public OffsetDateTime deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return OffsetDateTime.parse(in.getText());
    }
  }

  private static final class TimeWriter extends StdScalarSerializer<OffsetDateTime> {
    private static final long serialVersionUID = 1L;

    TimeWriter() {
      super(OffsetDateTime.class);
    }

    @Override
    public void serialize(OffsetDateTime time, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(time.toString());
    }
  }
}
