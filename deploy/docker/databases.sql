-- One database and one role for each service. The role owns its database, may read the log, and is no superuser:
-- row-level security binds it. Change the passwords.
create role gateway      login replication password 'gateway';      create database gateway      owner gateway;
create role catalog      login replication password 'catalog';      create database catalog      owner catalog;
create role cart         login replication password 'cart';         create database cart         owner cart;
create role orders       login replication password 'orders';       create database orders       owner orders;
create role inventory    login replication password 'inventory';    create database inventory    owner inventory;
create role conversation login replication password 'conversation'; create database conversation owner conversation;
create role channel      login replication password 'channel';      create database channel      owner channel;
create role notification login replication password 'notification'; create database notification owner notification;
create role loyalty      login replication password 'loyalty';      create database loyalty      owner loyalty;
