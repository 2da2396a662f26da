# syntax=docker/dockerfile:1
# One image for each service, from one file:  docker build --build-arg SERVICE=order -t parley/order .
# SERVICE is one of gateway catalog cart order inventory conversation channel notification loyalty.

FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /parley
COPY . .
RUN --mount=type=cache,target=/m2 ./mvnw -B -Dmaven.repo.local=/m2 -ntp -DskipTests -Dspotless.check.skip package

FROM eclipse-temurin:25-jre
ARG SERVICE
RUN useradd --system --uid 10001 parley
COPY --from=build /parley/deploy/local/target/dist/lib /opt/parley/lib
COPY --from=build /parley/deploy/docker/start /opt/parley/start
USER 10001
ENV SERVICE=${SERVICE} PARLEY_SERVICE_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=10s --start-period=60s CMD wget -qO- http://localhost:8080/actuator/health/readiness || exit 1
ENTRYPOINT ["/opt/parley/start"]
