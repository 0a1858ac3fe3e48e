# syntax=docker/dockerfile:1
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -DskipTests package \
 && cp app/target/almanac-exec.jar /almanac.jar \
 && java -Djarmode=tools -jar /almanac.jar extract --destination /opt/almanac

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /var/lib/almanac --create-home almanac
WORKDIR /opt/almanac
COPY --from=build /opt/almanac .
# a cache fits only the runtime that wrote it, to the byte, so it is made by this one and not by the build's JDK
RUN java -XX:AOTCacheOutput=almanac.aot -Dspring.context.exit=onRefresh \
      -Dalmanac.data-dir=/tmp/training --enable-native-access=ALL-UNNAMED -jar almanac.jar \
 && rm -rf /tmp/training \
 && test -s almanac.aot
USER almanac
ENV ALMANAC_DATA_DIR=/var/lib/almanac
VOLUME /var/lib/almanac
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /api/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
# the AOT cache halves the start; one that does not fit is ignored with a warning, never fatal
ENTRYPOINT ["java", "-XX:AOTCache=almanac.aot", "-XX:MaxRAMPercentage=70", "--enable-native-access=ALL-UNNAMED", "-jar", "almanac.jar"]
