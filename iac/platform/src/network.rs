//! The network: public subnets for load balancers and NAT, private ones for tasks, and isolated ones for the database where
//! this stack makes one, in each availability zone.

use aws::Tags;
use aws::ec2::{
    DefaultSecurityGroup, Domain, Eip, InternetGateway, NatGateway, Route, RouteTable, RouteTableAssociation,
    RouteTarget, Subnet, Vpc,
};
use aws::limits::{AvailabilityZone, VpcCidr};
use environment::Nat;
use terraform::{File, Handle, Meta};

use crate::composition::Composition;

/// Every address there is.
pub(crate) const ANYWHERE: &str = "0.0.0.0/0";

pub(crate) struct Network {
    pub(crate) vpc: Handle<Vpc>,
    pub(crate) public_subnets: Vec<Handle<Subnet>>,
    pub(crate) private_subnets: Vec<Handle<Subnet>>,
    /// Those of the database: their route tables have no route but the VPC's own.
    pub(crate) isolated_subnets: Vec<Handle<Subnet>>,
    pub(crate) private_route_tables: Vec<Handle<RouteTable>>,
}

pub(crate) fn add(c: &mut Composition<'_>) -> Network {
    let environment = c.environment;
    let prefix = c.names.prefix();
    let mut file = c.stack.file("network");

    let vpc = file.add(
        "main",
        Vpc {
            cidr_block: environment.network.cidr.clone(),
            enable_dns_hostnames: true,
            enable_dns_support: true,
            tags: Tags::name(&prefix),
        },
    );
    file.add(
        "main",
        DefaultSecurityGroup { tags: Tags::name(format!("{prefix}-default-unused")), vpc_id: vpc.id() },
    );

    let gateway = file.add("main", InternetGateway { tags: Tags::name(&prefix), vpc_id: vpc.id() });
    let public =
        file.add("public", RouteTable { tags: Tags::name(format!("{prefix}-public")), vpc_id: vpc.id() });
    file.add(
        "public_internet",
        Route {
            destination_cidr_block: ANYWHERE.to_owned(),
            route_table_id: public.id(),
            target: RouteTarget::InternetGateway(gateway.id()),
        },
    );

    let mut network = Network {
        vpc,
        public_subnets: vec![],
        private_subnets: vec![],
        isolated_subnets: vec![],
        private_route_tables: vec![],
    };
    let database = environment.database.managed();
    let mut nat_gateway = None;
    for (zone, addresses) in &environment.network.zones {
        let zone = Zone { vpc, name: zone, prefix: &prefix };
        let public_subnet = zone.subnet(&mut file, "public", addresses.public.clone(), public);
        let private = file.add(
            format!("private_{}", zone.name),
            RouteTable { tags: zone.tags("private"), vpc_id: vpc.id() },
        );
        let private_subnet = zone.subnet(&mut file, "private", addresses.private.clone(), private);

        match environment.network.nat {
            Nat::None => {}
            Nat::Single if nat_gateway.is_some() => {}
            Nat::Single | Nat::OnePerAz => {
                nat_gateway = Some(zone.nat_gateway(&mut file, public_subnet, gateway));
            }
        }
        if let Some(nat_gateway) = nat_gateway {
            file.add(
                format!("private_{}_internet", zone.name),
                Route {
                    destination_cidr_block: ANYWHERE.to_owned(),
                    route_table_id: private.id(),
                    target: RouteTarget::NatGateway(nat_gateway.id()),
                },
            );
        }
        if let Some(cidr) = database.and_then(|database| database.subnets.get(zone.name)) {
            let table = RouteTable { tags: zone.tags("isolated"), vpc_id: vpc.id() };
            let table = file.add(format!("isolated_{}", zone.name), table);
            network.isolated_subnets.push(zone.subnet(&mut file, "isolated", cidr.clone(), table));
        }
        network.public_subnets.push(public_subnet);
        network.private_subnets.push(private_subnet);
        network.private_route_tables.push(private);
    }
    network
}

/// An availability zone's part of the network.
struct Zone<'z> {
    vpc: Handle<Vpc>,
    name: &'z AvailabilityZone,
    prefix: &'z str,
}

impl Zone<'_> {
    fn tags(&self, tier: &str) -> Tags {
        Tags::name(format!("{}-{tier}-{}", self.prefix, self.name))
    }

    fn subnet(
        &self,
        file: &mut File<'_>,
        tier: &str,
        cidr: VpcCidr,
        routes: Handle<RouteTable>,
    ) -> Handle<Subnet> {
        let name = format!("{tier}_{}", self.name);
        let subnet = file.add(
            name.clone(),
            Subnet {
                availability_zone: self.name.clone(),
                cidr_block: cidr,
                // Neither load balancers nor NAT gateways need it, and nothing else may have it.
                map_public_ip_on_launch: false,
                tags: self.tags(tier),
                vpc_id: self.vpc.id(),
            },
        );
        file.add(name, RouteTableAssociation { route_table_id: routes.id(), subnet_id: subnet.id() });
        subnet
    }

    fn nat_gateway(
        &self,
        file: &mut File<'_>,
        subnet: Handle<Subnet>,
        gateway: Handle<InternetGateway>,
    ) -> Handle<NatGateway> {
        let address =
            file.add(format!("nat_{}", self.name), Eip { domain: Domain::Vpc, tags: self.tags("nat") });
        file.add_with(
            self.name.as_str(),
            NatGateway { allocation_id: address.id(), subnet_id: subnet.id(), tags: self.tags("nat") },
            &Meta::depends_on([gateway.dependency()]),
        )
    }
}
