# syntax=docker/dockerfile:1
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q -DskipTests package \
 && cp app/target/almanac-exec.jar /almanac.jar
WORKDIR /opt/almanac
RUN java -Djarmode=tools -jar /almanac.jar extract --destination . \
 && java -XX:AOTCacheOutput=almanac.aot -Dspring.context.exit=onRefresh \
      -Dalmanac.data-dir=/tmp/training -jar almanac.jar \
 && rm -rf /tmp/training

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /var/lib/almanac --create-home almanac
WORKDIR /opt/almanac
COPY --from=build --chown=root:root /opt/almanac .
USER almanac
VOLUME /var/lib/almanac
ENV ALMANAC_DATA_DIR=/var/lib/almanac
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /api/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
# the AOT cache halves the start; a cache that does not fit is ignored, never fatal
ENTRYPOINT ["java", "-XX:AOTCache=almanac.aot", "-XX:MaxRAMPercentage=70", "--enable-native-access=ALL-UNNAMED", "-jar", "almanac.jar"]
